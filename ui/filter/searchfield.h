#pragma once

#include <QLineEdit>

namespace ic {

/// The quick search. Enter and Down lead to what it found; Esc leaves it as it is.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);

signals:
    /// To what is found.
    void entered();
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace ic
