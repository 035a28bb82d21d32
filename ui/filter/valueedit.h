#pragma once

#include "models/filter/filterchips.h"
#include "models/filter/filtervalues.h"
#include "ui/filter/fieldlist.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QStackedWidget;

namespace ic {

class TimeEdit;
class ValueList;

/// The values of a condition, edited as its field and operator want it: a text, several lines, a
/// choice, a time, fields to tick, or nothing at all; below, in a snapshot, the values there are.
class ValueEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueEdit(QWidget* parent = nullptr);

    /// `source`: null for the list API.
    void setReach(FilterReach reach, const std::shared_ptr<FilterValues>& source,
        const QStringList& attributes);
    /// `draft`: its values are shown where they can be; of an attribute with their kind.
    void setDraft(const ConditionDraft& draft);

    QStringList values() const;
    /// What the value of an attribute is compared as.
    FilterValueKind kind() const;
    /// What a person wrote; empty where values are chosen.
    QStringList writtenValues() const;
    /// Whether values of such a condition are written.
    bool isWritten(const ConditionDraft& draft) const;
    /// Nobody wrote or chose anything yet.
    bool isUntouched() const;
    void setProblem(const QString& problem);
    void focus();

signals:
    void changed();
    /// Ctrl+Enter, where Enter begins a line.
    void submitted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* pageFor(const ConditionDraft& draft) const;
    void fillChoice(const ConditionDraft& draft);
    void fillFields(const QStringList& ticked);
    void showPage(QWidget* page);
    void offer();
    void take(const QString& value);

    QStackedWidget* m_pages;
    QWidget* m_nothing;
    QLineEdit* m_text;
    QComboBox* m_choice; ///< of an enumeration, or yes and no
    QPlainTextEdit* m_list;
    TimeEdit* m_time;
    QListWidget* m_fields;
    ValueList* m_offered;
    FilterReach m_reach = FilterReach::ListApi;
    QStringList m_attributes;
    ConditionDraft m_draft; ///< as shown first
};

} // namespace ic
