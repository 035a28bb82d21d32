#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ic {

/// How the message to reset a password goes out, and for which source.
class MailOptions final : public QWidget
{
    Q_OBJECT

public:
    /// `sources`: names that were used before.
    explicit MailOptions(const QStringList& sources, QWidget* parent = nullptr);

    /// The API's word; empty until chosen.
    QString via() const;
    /// In words, e.g. "work email".
    QString viaWords() const;
    QString source() const; ///< empty = the password of ISC itself
    /// What is missing or wrong; empty if nothing.
    QString problem() const;
    void focusFirst();
    /// Fills in what an earlier job was asked for.
    void choose(const QString& via, const QString& source);

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    QComboBox* m_via;
    QLineEdit* m_source;
    QLabel* m_problem;
};

} // namespace ic
