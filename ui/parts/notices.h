#pragma once

#include <QObject>
#include <QStringList>

namespace ic {

/// Where every part of a window says what the person has to know; the window shows it.
class Notices final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A sentence for the status line, which goes by itself.
    void say(const QString& text);
    /// News that stays until the person puts it away. Said again, it is the newest.
    void keep(const QString& text);
    /// What was kept and not put away, the newest last.
    const QStringList& kept() const { return m_kept; }
    void putAway();

signals:
    void said(const QString& text);
    void keptChanged();

private:
    QStringList m_kept;
};

} // namespace ic
