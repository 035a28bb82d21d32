#pragma once

#include "base/apierror.h"

#include <QStackedWidget>

namespace ic {

class Notices;
class StatePage;

/// One surface in all its states: what it holds, grey bars while it is asked for (only when one
/// looks at that longer than a blink), nothing there, and an error that can be retried and copied.
class LoadPages final : public QStackedWidget
{
    Q_OBJECT

public:
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
    QString m_errorDetails; ///< empty unless an error is shown
};

} // namespace ic
