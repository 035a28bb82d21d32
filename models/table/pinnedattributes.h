#pragma once

#include <QObject>
#include <QStringList>

namespace ic {

/// The attributes somebody wants to see first, of whatever identity, in the order they were
/// pinned.
class PinnedAttributes final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const QStringList& names() const { return m_names; }
    bool isPinned(const QString& name) const { return m_names.contains(name); }
    void setNames(const QStringList& names);
    void setPinned(const QString& name, bool on);

signals:
    void changed();

private:
    QStringList m_names;
};

} // namespace ic
