#pragma once

#include "models/filter/filtervalues.h"

#include <QTreeWidget>

#include <memory>

namespace ic {

/// The most frequent values of a field in a snapshot and how many have each. Hidden while there is
/// nothing to show.
class ValueList final : public QTreeWidget
{
    Q_OBJECT

public:
    static constexpr int MostShown = 6;

    explicit ValueList(QWidget* parent = nullptr);
    ~ValueList() override;

    /// Null: nothing is offered.
    void setSource(const std::shared_ptr<FilterValues>& source);
    /// Values of the field that begin with the text; an empty key offers none.
    void ask(const QString& key, const QString& beginning);

signals:
    void chosen(const QString& value);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill(const QList<FilterValues::Value>& values);
    void drop();

    std::shared_ptr<FilterValues> m_source;
    FilterValues::CallId m_call = 0;
    QString m_key;
    QString m_beginning;
};

} // namespace ic
