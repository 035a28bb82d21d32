#include "ui/parts/savelist.h"

#include "ui/parts/notices.h"

#include "files/exportsink.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct SaveList
{
    Q_DECLARE_TR_FUNCTIONS(SaveList)
};

/// Letters, digits and a few signs: names of tenants and people come from outside.
QString fileNamePart(const QString& text)
{
    QString part;
    for (const QChar c : text)
        part += c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' ? c : u'-';
    while (part.startsWith(u'.'))
        part.remove(0, 1);
    return part.isEmpty() ? u"list"_s : part.left(100);
}

} // namespace

void saveListAs(
    QWidget* parent, const QString& name, const QList<QStringList>& rows, Notices& notices)
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QFileInfo(documents).isDir() ? documents : QDir::homePath());
    auto* chooser = new QFileDialog(parent, SaveList::tr("Export list to"), folder.path());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setNameFilter(SaveList::tr("CSV files (*.csv)"));
    chooser->selectFile(fileNamePart(name) + u".csv"_s);
    QObject::connect(
        chooser, &QFileDialog::fileSelected, parent, [rows, &notices](const QString& path) {
            const auto written = writeTableFile(path, rows);
            const int count = static_cast<int>(rows.size()) - 1;
            notices.say(written
                    ? SaveList::tr("Wrote %Ln rows to %1.", "Wrote %Ln row to %1.", count)
                          .arg(QFileInfo(path).fileName())
                    : written.error().sentence());
        });
    chooser->open();
}

} // namespace ic
