#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

namespace ic {

class IconMark;
class WrapLabel;

/// One or two sentences beneath a field, with an icon that says what kind they are. Takes no room
/// while there is nothing to say.
class FieldNote final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldNote(QWidget* parent = nullptr);

    /// An empty icon leaves the text alone.
    void say(const QString& icon, Tone tone, const QString& text);
    void sayProblem(const QString& text);
    void sayWarning(const QString& text);
    void clear();
    /// Takes the room of a line also while it says nothing: what stands below stays where it is
    /// when news arrive.
    void keepPlace();
    QString text() const;

private:
    IconMark* m_mark;
    WrapLabel* m_text;
};

} // namespace ic
