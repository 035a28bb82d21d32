#pragma once

#include "base/ids.h"
#include "ui/window/uiservices.h"

#include <QAction>

#include <optional>

namespace ic {

class IdentityDetail;
class SelectionStore;

/// Compares two identities: the two that are ticked, or the open one and the one that is ticked.
class CompareAction final : public QAction
{
    Q_OBJECT

public:
    /// All of them outlive the action; the dialog opens above `window`.
    CompareAction(const UiServices& services, const IdentityDetail& open,
        const SelectionStore& selection, QWidget* window);

private:
    std::optional<std::pair<IdentityId, IdentityId>> pair() const;
    void compare();

    const UiServices m_services;
    const IdentityDetail& m_open;
    const SelectionStore& m_selection;
    QWidget* m_window;
};

} // namespace ic
