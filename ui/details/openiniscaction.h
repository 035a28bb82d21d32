#pragma once

#include "base/ids.h"

#include <QAction>

#include <functional>

namespace ic {

struct UiServices;

/// Shows an identity in ISC's own pages, in the person's browser. Where that cannot be, it is
/// disabled and its tooltip says why.
class OpenInIscAction final : public QAction
{
    Q_OBJECT

public:
    explicit OpenInIscAction(QObject* parent = nullptr);

    /// `services` is looked at now and not kept.
    void setTarget(const UiServices& services, const IdentityId& id);
    void setNoTarget();

private:
    std::function<void(const QString& url)> m_openPage;
    QString m_url;
};

} // namespace ic
