#include "ui/parts/savelist.h"

#include "ui/parts/notices.h"

#include "files/tablefile.h"
#include "models/lists/background.h"

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

/// A list that is being written; belongs to the window, and is given up with it.
class Writing final : public QObject
{
public:
    Writing(QWidget* window, const QString& path, const ListWriter& write, Notices& notices)
        : QObject(window)
    {
        m_work.start(
            this, [path, write](const std::atomic_bool& stop) { return write(path, stop); },
            [this, path, &notices](const Expected<int>& written) {
                notices.say(written
                        ? SaveList::tr("Wrote %Ln rows to %1.", "Wrote %Ln row to %1.", *written)
                              .arg(QFileInfo(path).fileName())
                        : written.error().sentence());
                deleteLater();
            });
    }

private:
    Background<Expected<int>> m_work;
};

QWidget* mainWindowOf(QWidget* widget)
{
    while (widget->parentWidget() != nullptr)
        widget = widget->parentWidget();
    return widget;
}

} // namespace

void saveListAs(QWidget* parent, const QString& name, const ListWriter& write, Notices& notices)
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QFileInfo(documents).isDir() ? documents : QDir::homePath());
    auto* chooser = new QFileDialog(parent, SaveList::tr("Export list to"), folder.path());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setNameFilter(SaveList::tr("CSV files (*.csv)"));
    chooser->selectFile(fileNamePart(name) + u".csv"_s);
    QObject::connect(chooser, &QFileDialog::fileSelected, parent,
        [window = mainWindowOf(parent), write, &notices](
            const QString& path) { new Writing(window, path, write, notices); });
    chooser->open();
}

ListWriter tableWriter(const QList<QStringList>& rows)
{
    return
        [rows](const QString& path, const std::atomic_bool&) { return writeTableFile(path, rows); };
}

} // namespace ic
