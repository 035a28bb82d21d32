#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace ic {

/// A slim bar above the table: what is looked for, how often it was found, and the way from one to
/// the next.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);

    QString text() const;
    /// Ready to type, what is there marked.
    void takeFocus();
    void setCount(const QString& text, bool isFound);

signals:
    void textChanged(const QString& text);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_field;
    QLabel* m_count;
    QToolButton* m_previous;
    QToolButton* m_next;
};

} // namespace ic
