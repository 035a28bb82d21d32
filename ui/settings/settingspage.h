#pragma once

#include <QWidget>

class QVBoxLayout;

namespace ic {

class ChoiceBox;
class FieldNote;
class FormRows;

/// One page of the settings: rows of a label, a field and what there is to say about it.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(const QString& title, QWidget* parent = nullptr);

    virtual bool hasDefaults() const { return true; }
    /// Shows them; they are written with the rest.
    virtual void restoreDefaults();
    /// Whether everything can be taken. Says what cannot beside its field, which gets the focus.
    virtual bool check() { return true; }
    virtual void save();

protected:
    /// The note beneath the field; its object name is the field's and "Note".
    FieldNote* addRow(const QString& label, QWidget* field, const QString& note = {});
    FieldNote* addChoice(const QString& label, ChoiceBox* box, const QString& note = {});
    void addSection(const QString& title);
    /// Over the whole width; one that grows takes what height there is.
    void addWide(QWidget* widget, bool grows = false);
    /// A thing that is so, and cannot be chosen.
    void addFact(const QString& label, const QString& text, const QString& name = {});

private:
    QVBoxLayout* m_column;
    FormRows* m_rows;
    QList<ChoiceBox*> m_choices;
};

} // namespace ic
