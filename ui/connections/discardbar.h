#pragma once

#include <QWidget>

class QPushButton;

namespace ic {

class WrapLabel;

/// In place of a dialog's buttons: asks before typed things are lost.
class DiscardBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DiscardBar(QWidget* parent = nullptr);

    /// Gives Keep editing the focus: Enter and a stray click lose nothing.
    void ask();

signals:
    void keepRequested();
    void discardRequested();

private:
    QPushButton* m_keep;
};

} // namespace ic
