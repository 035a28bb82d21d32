#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ic {

class IconMark;

/// What the person types so that nothing is done by a slip: the name of one identity, the number
/// of many, and where it matters the name of the tenant.
class ConfirmField final : public QWidget
{
    Q_OBJECT

public:
    ConfirmField(const QString& icon, Tone tone, QWidget* parent = nullptr);

    /// What is to be typed: `what` says it before the text, e.g. "the number of identities". Empty
    /// text = nothing. What was typed stays.
    void setWanted(const QString& what, const QString& text);
    /// The tenant's name besides; empty = not asked for.
    void setTenant(const QString& name);
    void setHint(const QString& hint);

    bool isConfirmed() const;
    /// Whether there is anything to type.
    bool asks() const { return !m_wanted.isEmpty() || !m_tenant.isEmpty(); }
    void focusFirst();

signals:
    void changed();
    /// Enter, and all that is asked for is typed.
    void finished();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void goOn();
    QString problem() const;

    QString m_wanted;
    QString m_tenant;
    QGridLayout* m_grid;
    IconMark* m_mark;
    QLabel* m_prompt;
    QLabel* m_prompted; ///< what is to be typed, strong
    QLineEdit* m_text;
    QLabel* m_tenantPrompt;
    QLabel* m_tenantPrompted;
    QLineEdit* m_tenantText;
    QLabel* m_hint;
    QLabel* m_problem;
};

/// Asks the person to look whether they are among those who will be changed, where the tenant does
/// not say whose token it is and the console cannot leave them out.
class SecondLook final : public QWidget
{
    Q_OBJECT

public:
    explicit SecondLook(QWidget* parent = nullptr);

    bool isTaken() const;

signals:
    void changed();

private:
    QCheckBox* m_looked;
};

} // namespace ic
