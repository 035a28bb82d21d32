#pragma once

#include "models/table/identityquery.h"

#include <QAction>
#include <QList>
#include <QObject>

namespace ic {

class IdentityBrowser;

/// The scopes, filters and orders that the table had one after the other, and the way back and
/// forth between them. Going on typing in the search is one step; showing only what is selected is
/// none.
class ViewSteps final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Kept = 50;

    /// `browser` may be its owner.
    explicit ViewSteps(IdentityBrowser& browser);

    QAction* backAction() { return &m_back; }
    QAction* forwardAction() { return &m_forward; }
    /// There is no way back to a snapshot any more, `but` to this one.
    void leaveSnapshots(const std::shared_ptr<IdentitySnapshot>& but = {});

private:
    struct Step
    {
        IdentityQuery query = {};
        QString search = {}; ///< the part of the filter that was typed into the search
    };

    void onShown();
    void go(qsizetype by);
    void describe();

    IdentityBrowser& m_browser;
    QAction m_back;
    QAction m_forward;
    QList<Step> m_steps; ///< oldest first
    qsizetype m_position = -1; ///< of what the table shows
};

} // namespace ic
