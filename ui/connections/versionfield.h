#pragma once

#include <QWidget>

class QComboBox;

namespace ic {

class FieldNote;

/// Which version of the API a connection speaks: one of the list, or one that is typed.
class VersionField final : public QWidget
{
    Q_OBJECT

public:
    explicit VersionField(QWidget* parent = nullptr);

    QComboBox* box() const { return m_box; }
    QString version() const;
    /// Shown, not edited.
    void setVersion(const QString& version);
    /// An address names it: it is taken, or the note says why not.
    void take(const QString& version);
    void showProblem(const QString& text);

signals:
    /// By the person, or by an address.
    void edited();

private:
    void showNote();

    QComboBox* m_box;
    FieldNote* m_note;
};

} // namespace ic
