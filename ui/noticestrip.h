#pragma once

#include <QFrame>

class QLabel;

namespace ic {

/// News that must not pass by unread, at the top of the window until the person puts it away: a
/// line each, the newest last.
class NoticeStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeStrip(QWidget* parent = nullptr);

    void add(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void clear();
    void showIcon();

    QLabel* m_icon;
    QLabel* m_text;
    QStringList m_lines;
};

} // namespace ic
