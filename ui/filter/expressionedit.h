#pragma once

#include "api/filter/filterfield.h"

#include <QLineEdit>
#include <QPointer>

namespace ic {

class SuggestionList;

/// The field for a filter as text: suggests what can come next and underlines what is wrong. Enter
/// is Enter unless a suggestion is highlighted.
class ExpressionEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit ExpressionEdit(QWidget* parent = nullptr);
    ~ExpressionEdit() override;

    /// Whose language it is, and the attributes that are known there.
    void setReach(FilterReach reach, const QStringList& attributes);
    /// Underlines a part of the text until the next call; a part without length is the place
    /// behind it. Negative = nothing.
    void setMistake(qsizetype position, qsizetype length);
    void setFill(const QColor& fill);
    /// Suggestions open below this widget, so that it stays readable.
    void suggestBelow(const QWidget* widget) { m_below = widget; }
    /// Suggestions at the caret, even where nothing was begun.
    void suggest();

signals:
    /// Esc, when there are no suggestions to close.
    void escaped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void insertSuggestion(const QString& text);
    void closeSuggestions();
    bool takeHighlighted();

    FilterReach m_reach = FilterReach::ListApi;
    QStringList m_attributes;
    QPointer<const QWidget> m_below;
    QPointer<SuggestionList> m_suggestions; ///< a child of the window, to lie over everything
    qsizetype m_mistakePosition = -1;
    qsizetype m_mistakeLength = 0;
};

} // namespace ic
