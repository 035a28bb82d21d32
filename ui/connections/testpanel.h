#pragma once

#include "profile/connectioncheck.h"

#include <QWidget>

#include <memory>

namespace ic {

class IconMark;
class LinkButton;
class RightsList;
class TestLine;
class WrapLabel;

/// What a test of a connection found, step by step, while it runs and afterwards.
class TestPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TestPanel(QWidget* parent = nullptr);
    ~TestPanel() override;

    /// `time`: when it was started, for the heading. The test before is ended.
    void setRun(std::unique_ptr<ConnectionTestRun> run, const QString& time);
    /// Whether the fields still hold what was tested.
    void setOld(bool isOld);
    /// Ends the test; not to be called from one of its signals.
    void end();
    bool hasRun() const { return m_run != nullptr; }
    bool isRunning() const { return m_run != nullptr && !m_run->isFinished(); }

signals:
    void finished();

private:
    void refresh();
    void showTitle();
    void copy();

    std::unique_ptr<ConnectionTestRun> m_run;
    QString m_time;
    bool m_isOld = false;
    bool m_isOpen = false; ///< the rights
    IconMark* m_oldMark;
    WrapLabel* m_title;
    LinkButton* m_copy;
    QList<TestLine*> m_lines;
    LinkButton* m_openRights;
    RightsList* m_rights;
};

} // namespace ic
