#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

class QLabel;

namespace ic {

class IconMark;
class LinkButton;

/// The line below the filter: an icon, a sentence, while something runs a link that stops it, and
/// one to a snapshot where only that can answer.
class FilterMessage final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterMessage(QWidget* parent = nullptr);

    /// A problem is in the colour of errors and can be clicked.
    void say(const QString& iconName, Tone tone, const QString& text, bool isProblem = false);
    void setStoppable(bool on);
    void setForSnapshot(bool on);

signals:
    void clicked();
    void stopRequested();
    void snapshotRequested();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    IconMark* m_icon;
    QLabel* m_text;
    LinkButton* m_stop;
    LinkButton* m_snapshot;
};

} // namespace ic
