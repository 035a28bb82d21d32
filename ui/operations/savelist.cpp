#include "ui/operations/savelist.h"

#include "csv/tablefile.h"
#include "ui/text.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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

void saveListAs(QWidget* parent, const QString& name, const QList<QStringList>& rows,
    std::function<void(const QString& sentence)> notice)
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QFileInfo(documents).isDir() ? documents : QDir::homePath());
    auto* chooser = new QFileDialog(parent, u"Export list to"_s, folder.path());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setNameFilter(u"CSV files (*.csv)"_s);
    chooser->selectFile(fileNamePart(name) + u".csv"_s);
    QObject::connect(chooser, &QFileDialog::fileSelected, parent,
        [rows, notice = std::move(notice)](const QString& path) {
            const auto written = writeTableFile(path, rows);
            notice(written ? u"Wrote %1 rows to %2."_s.arg(
                       numberText(rows.size() - 1), QFileInfo(path).fileName())
                           : written.error().sentence());
        });
    chooser->open();
}

} // namespace ic
