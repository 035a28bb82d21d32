#pragma once

#include "api/filter/filtercompletion.h"

#include <QListWidget>

namespace ic {

/// What fits at the caret, below the field. Never takes the focus: the field keeps it and moves the
/// highlight. Nothing is highlighted until somebody does.
class SuggestionList final : public QListWidget
{
    Q_OBJECT

public:
    explicit SuggestionList(QWidget* parent);

    /// Shows suggestions with the upper left corner at `at`, in the parent's coordinates.
    void offer(const QList<FilterSuggestion>& suggestions, const QPoint& at);
    /// Moves the highlight and wraps around; "none" is between the ends.
    void move(int steps);
    /// The highlighted one, or an empty text.
    QString highlighted() const;

signals:
    void chosen(const QString& text);
};

} // namespace ic
