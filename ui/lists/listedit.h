#pragma once

#include <QPlainTextEdit>

namespace ic {

/// A text of many lines with their numbers beside it. Can point to lines: the one being talked
/// about, a heading that does not count, one that is wrong.
class ListEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ListEdit(QWidget* parent = nullptr);

    /// The beginning of the text, about as long as that.
    QString head(qsizetype characters) const;
    /// Both from 1; 0 = none. They are forgotten when the text changes.
    void setHeadingLine(int line);
    void setWrongLine(int line);
    /// Brings a line into sight and marks it.
    void showLine(int line);

    int gutterWidth() const;
    void paintGutter(QPaintEvent& event);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

signals:
    /// Nothing was inserted; the sentence says why.
    void refused(const QString& why);

private:
    void placeGutter();
    void applyMarks();
    void clearMarks();

    QWidget* m_gutter;
    int m_headingLine = 0;
    int m_wrongLine = 0;
    int m_shownLine = 0;
};

} // namespace ic
