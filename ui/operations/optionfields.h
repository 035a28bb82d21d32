#pragma once

#include "operations/operationparts.h"

#include <QMap>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ic {

/// What an operation has to be told besides whom to reach: a field for each of its options.
class OptionFields final : public QWidget
{
    Q_OBJECT

public:
    /// `typedBefore`: texts that were entered in earlier confirmations.
    OptionFields(const QList<OperationOption>& options, const QStringList& typedBefore,
        QWidget* parent = nullptr);

    /// By the options' keys; without what was left empty.
    QMap<QString, QString> values() const;
    /// Those of them that are typed, not chosen from a list.
    QStringList typed() const;
    /// What is missing or wrong; empty if nothing.
    QString problem() const;
    void focusFirst();
    /// Fills in what an earlier job was asked for.
    void setValues(const QMap<QString, QString>& values);

signals:
    void changed();

private:
    /// One of the two, as the option has choices or not.
    struct Field
    {
        OperationOption option;
        QComboBox* list = nullptr;
        QLineEdit* text = nullptr;

        QString value() const;
        bool isMissing() const { return value().isEmpty() && !option.missing.isEmpty(); }
    };

    QWidget* makeField(Field& field, const QStringList& typedBefore);
    void refresh();

    QList<Field> m_fields;
    QLabel* m_problem;
};

} // namespace ic
