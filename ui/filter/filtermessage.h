#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

class QLabel;

namespace ic {

class IconMark;
class LinkButton;

/// The line below the filter: an icon, a sentence and, while something runs, a link that stops it.
class FilterMessage final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterMessage(QWidget* parent = nullptr);

    /// A problem is in the colour of errors and can be clicked.
    void say(const QString& iconName, Tone tone, const QString& text, bool isProblem = false);
    void setStoppable(bool on);

signals:
    void clicked();
    void stopRequested();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    IconMark* m_icon;
    QLabel* m_text;
    LinkButton* m_stop;
};

} // namespace ic
