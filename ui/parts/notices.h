#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

namespace ic {

/// What can be done about a notice while it is shown; nothing, if it has no text.
struct NoticeOffer
{
    QString text = {};
    std::function<void()> run = {};
};

/// Where every part of a window says what the person has to know; the window shows it.
class Notices final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A sentence for the status line, which goes by itself.
    void say(const QString& text, const NoticeOffer& offer = {});
    /// News that stays until the person puts it away. Said again, it is the newest.
    void keep(const QString& text);
    /// What was kept and not put away, the newest last.
    const QStringList& kept() const { return m_kept; }
    void putAway();

signals:
    void said(const QString& text, const ic::NoticeOffer& offer);
    void keptChanged();

private:
    QStringList m_kept;
};

} // namespace ic
