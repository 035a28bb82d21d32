#include "ui/export/exportprogresspage.h"

#include "ui/parts/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

QString exportDurationText(qint64 seconds)
{
    if (seconds < 60)
        return ExportProgressPage::tr("%1 s").arg(seconds);
    return ExportProgressPage::tr("%1:%2", "minutes, seconds")
        .arg(seconds / 60)
        .arg(seconds % 60, 2, 10, QChar(u'0'));
}

ExportProgressPage::ExportProgressPage(QWidget* parent)
    : QWidget(parent)
{
    m_title = plainLabel({}, this);
    m_title->setObjectName(u"progressTitle"_s);
    m_title->setWordWrap(true);
    QFont title = font();
    title.setPixelSize(16);
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Export progress"));
    m_text = secondaryLabel({}, this);
    m_text->setObjectName(u"progressText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_text);
    m_openFile = new QPushButton(tr("Open file"), this);
    m_showFolder = new QPushButton(tr("Show in folder"), this);
    for (QPushButton* button : { m_openFile, m_showFolder }) {
        button->setAutoDefault(false);
        button->hide();
    }
    connect(m_openFile, &QPushButton::clicked, this, &ExportProgressPage::openFileRequested);
    connect(m_showFolder, &QPushButton::clicked, this, &ExportProgressPage::showFolderRequested);
    auto* row = new QHBoxLayout;
    row->addWidget(m_openFile);
    row->addWidget(m_showFolder);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
}

void ExportProgressPage::showStart(const QString& title)
{
    m_title->setText(title);
    m_bar->setRange(0, 0);
    m_bar->show();
    m_text->setText(tr("Counting…"));
}

void ExportProgressPage::showProgress(const ExportProgress& progress)
{
    if (progress.expected > 0) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(progress.rowsWritten * 1000 / progress.expected));
    }
    QStringList parts;
    parts += progress.expected > 0
        ? tr("%1 of %2").arg(numberText(progress.rowsWritten), numberText(progress.expected))
        : numberText(progress.rowsWritten);
    if (progress.rowsPerSecond >= 1)
        parts += tr("%1 rows per s").arg(numberText(qRound64(progress.rowsPerSecond)));
    if (progress.secondsLeft >= 0)
        parts += tr("%1 left").arg(exportDurationText(progress.secondsLeft));
    if (progress.state == ExportProgress::State::Waiting)
        parts += tr("waiting for the tenant or its request limit");
    if (progress.state == ExportProgress::State::Saving)
        parts = { tr("Saving…") };
    m_text->setText(parts.join(u" · "_s));
}

void ExportProgressPage::showEnd(const QString& title, const QString& text)
{
    m_bar->hide();
    m_title->setText(title);
    m_text->setText(text);
}

void ExportProgressPage::offerFile()
{
    m_openFile->show();
    m_showFolder->show();
}

} // namespace ic
