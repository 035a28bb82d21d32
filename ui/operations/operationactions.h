#pragma once

#include "operations/operations.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace ic {

/// "Process (312)", "Process Maria Keller", "Process" for nobody. `name` is used for one person.
QString targetedText(const QString& verb, const QString& name, qint64 count);

/// Whom the verbs of a menu or toolbar are about, and why they cannot be used, if so.
struct OperationTarget
{
    QString name = {}; ///< of one person; empty for a selection
    qint64 count = 0; ///< 0 = nobody
    QString refusal = {}; ///< a sentence for the tooltip; empty = they can be used
};

/// "Maria Keller", "312 selected", "Nothing selected".
QString targetText(const OperationTarget& target);

/// The operations as actions, in their own words. Made here for every place that offers them.
class OperationActions final : public QObject
{
    Q_OBJECT

public:
    /// `withKeys`: only the window's own actions have shortcuts; others show the same keys.
    OperationActions(bool withKeys, QObject* parent);

    /// In the order of menus, separators included.
    QList<QAction*> inMenus() const { return m_inMenus; }
    /// The same with those for which ISC can choose the people, each below its verb.
    QList<QAction*> inIdentityMenu() const { return m_inIdentityMenu; }
    /// In the order of operations(), without separators.
    const QList<QAction*>& actions() const { return m_actions; }
    /// Of operations for which ISC can choose the people.
    const QList<QAction*>& forEverybody() const { return m_forEverybody; }
    void setTarget(const OperationTarget& target);

signals:
    void triggered(const ic::Operation& operation);
    void everybodyTriggered(const ic::Operation& operation);

private:
    const bool m_withKeys;
    QList<QAction*> m_actions; ///< in the order of operations()
    QList<QAction*> m_inMenus;
    QList<QAction*> m_inIdentityMenu;
    QList<QAction*> m_forEverybody;
};

} // namespace ic
