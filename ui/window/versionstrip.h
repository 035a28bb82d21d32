#pragma once

#include "ui/parts/attentionstrip.h"

#include "ui/window/uiservices.h"

#include "base/netstatus.h"

class QAction;
class QLabel;

namespace ic {

/// Says that the tenant ends the version of the API that is spoken, once, or does not serve it, and
/// offers the other one. A click changes it; nothing else does.
class VersionStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    /// `services` are kept; what they refer to, and `refresh`, outlive the strip. `refresh` asks
    /// again for what failed once the version was changed, in this window or another.
    VersionStrip(const UiServices& services, QAction& refresh, QWidget* parent = nullptr);

private:
    void onStatus();
    void change();
    void putAway();
    QString text(const QString& other) const;
    bool isLastToEnd() const;

    const UiServices m_services;
    QAction& m_refresh;
    NetStatus m_seen; ///< last
    QString m_left; ///< the version that the person just left; what is still said of it is old
    QString m_putAway; ///< a version that is not served: not said again in this window
    QLabel* m_text;
    LinkButton* m_change;
};

} // namespace ic
