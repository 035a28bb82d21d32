#pragma once

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;

namespace ic {

class FieldNote;

/// Where an attribute is added by its technical name: a field that completes those that were seen,
/// a button, and a note about one that nobody had.
class AttributeField final : public QWidget
{
    Q_OBJECT

public:
    /// `seen`: attributes of the identities that were read.
    AttributeField(const QStringList& seen, const QString& placeholder, const QString& buttonText,
        QWidget* parent);

    /// As a press of its button; does nothing if nothing is typed.
    void addTyped();
    /// As if the text were typed: what was seen and contains it is suggested.
    void suggest(const QString& text);

signals:
    void added(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const QStringList m_seen;
    QLineEdit* m_name;
    QCompleter* m_completer;
    FieldNote* m_note;
};

} // namespace ic
