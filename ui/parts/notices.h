#pragma once

#include <QObject>

namespace ic {

/// Where every part of a window says what the person has to know; the window shows it.
class Notices final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A sentence for the status line, which goes by itself.
    void say(const QString& text) { emit said(text); }
    /// News that stays until the person puts it away.
    void keep(const QString& text) { emit kept(text); }

signals:
    void said(const QString& text);
    void kept(const QString& text);
};

} // namespace ic
