#pragma once

#include "base/apierror.h"

#include <QStackedWidget>
#include <QTimer>

namespace ic {

class Notices;
class StatePage;

/// One surface in all its states: what it holds, grey bars while it is asked for (only when that
/// takes longer than a blink), nothing there, and an error that can be retried and copied.
class LoadPages final : public QStackedWidget
{
    Q_OBJECT

public:
    static constexpr int DelayMs = 150;

    LoadPages(QWidget* content, Notices& notices, QWidget* parent = nullptr);

    void showContent();
    void showLoading();
    /// `action` is the text of a button, empty for none.
    void showEmpty(const QString& icon, const QString& title, const QString& detail = {},
        const QString& action = {});
    void showError(const ApiError& error);

    /// "content", "loading", or the title of the state; also the accessible name of it.
    QString stateName() const;

signals:
    void retryRequested();
    void actionRequested();

private:
    void showState(const QString& icon, const QString& title, const QString& detail);

    Notices& m_notices;
    QWidget* m_content;
    QWidget* m_bars;
    StatePage* m_state;
    QTimer m_delay;
    QString m_errorDetails; ///< empty unless an error is shown
};

} // namespace ic
