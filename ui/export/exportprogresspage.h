#pragma once

#include "files/exportrequest.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ic {

/// How far an export is, and how it ended.
class ExportProgressPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportProgressPage(QWidget* parent = nullptr);

    void showStart(const QString& title);
    void showProgress(const ExportProgress& progress);
    /// `text` may be empty.
    void showEnd(const QString& title, const QString& text);
    /// After showEnd(): what can be done with the file.
    void offerFile();

signals:
    void openFileRequested();
    void showFolderRequested();

private:
    QProgressBar* m_bar;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_openFile;
    QPushButton* m_showFolder;
};

/// E.g. "40 s", "2:05".
QString exportDurationText(qint64 seconds);

} // namespace ic
