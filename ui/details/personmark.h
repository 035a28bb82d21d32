#pragma once

#include <QWidget>

namespace ic {

/// The square beside a name: its initials, or a person where the name has no letters.
class PersonMark final : public QWidget
{
    Q_OBJECT

public:
    explicit PersonMark(QWidget* parent = nullptr);

    void setName(const QString& name);
    /// The first letters of the first and the last word, one at least; empty = there are none.
    static QString initialsOf(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_initials;
};

} // namespace ic
