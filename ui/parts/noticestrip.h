#pragma once

#include <QFrame>

class QLabel;

namespace ic {

class Notices;

/// News that must not pass by unread, at the top of the window until the person puts it away: a
/// line each, the newest last.
class NoticeStrip final : public QFrame
{
    Q_OBJECT

public:
    /// `notices` outlives the strip.
    explicit NoticeStrip(Notices& notices, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void showIcon();

    const Notices& m_notices;
    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace ic
