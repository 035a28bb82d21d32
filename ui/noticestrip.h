#pragma once

#include <QFrame>

class QLabel;

namespace ic {

/// News that must not pass by unread, at the top of the window until the person puts it away. The
/// newest is shown.
class NoticeStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeStrip(QWidget* parent = nullptr);

    void show(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showIcon();

    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace ic
