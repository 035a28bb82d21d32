#pragma once

#include "api/filter/filterfield.h"

#include <QLineEdit>

namespace ic {

/// The quick search. Enter and Down lead to what it found; Esc leaves it as it is.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);

    /// Says what it finds where `reach` answers; `writtenOut`: it is part of the expression
    /// instead.
    void setReach(FilterReach reach, bool writtenOut);

signals:
    /// To what is found.
    void entered();
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace ic
