#pragma once

#include <QAbstractButton>

namespace ic {

/// A name that can be followed: looks like a link, works like a button, and can be reached by Tab.
/// Its text is painted as it is.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LinkButton(QWidget* parent = nullptr);
    /// One beside a text, as wide as its own; named by it for screen readers.
    LinkButton(const QString& text, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace ic
