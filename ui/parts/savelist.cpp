#include "ui/parts/savelist.h"

#include "ui/parts/notices.h"
#include "ui/window/uiservices.h"

#include "files/tablefile.h"
#include "jobs/jobcenter.h"
#include "models/table/connectionstatus.h"
#include "reading/background.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QSaveFile>
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

/// Told of a file that is there now, of so many rows, and what the person is told.
using WhenWritten = std::function<void(const QString& path, int rows, const QString& said)>;

/// A list that is being written; belongs to the window, and is given up with it.
class Writing final : public QObject
{
public:
    Writing(QWidget* window, const QString& path, const ListWriter& write,
        const std::function<QString(int)>& said, const WhenWritten& then, Notices& notices)
        : QObject(window)
    {
        m_work.start(
            this, [path, write](const std::atomic_bool& stop) { return write(path, stop); },
            [this, path, said, then, &notices](const Expected<int>& written) {
                const QString result = written ? said(*written).arg(QFileInfo(path).fileName())
                                               : written.error().sentence();
                notices.say(result);
                if (written && then)
                    then(path, *written, result);
                deleteLater();
            });
    }

private:
    Background<Expected<int>> m_work;
};

/// What is saved, as the person is asked and told about it.
struct Kind
{
    QString title;
    QString filter;
    QString suffix;
    std::function<QString(int)> said; ///< "%1" is the name of the file
    WhenWritten then = {};
};

QWidget* mainWindowOf(QWidget* widget)
{
    while (widget->parentWidget() != nullptr)
        widget = widget->parentWidget();
    return widget;
}

void saveAs(QWidget* parent, const Kind& kind, const QString& name, const ListWriter& write,
    Notices& notices)
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QFileInfo(documents).isDir() ? documents : QDir::homePath());
    auto* chooser = new QFileDialog(parent, kind.title, folder.path());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(kind.suffix);
    chooser->setNameFilter(kind.filter);
    chooser->selectFile(fileNamePart(name) + u'.' + kind.suffix);
    QObject::connect(chooser, &QFileDialog::fileSelected, parent,
        [window = mainWindowOf(parent), write, kind, &notices](const QString& path) {
            new Writing(window, path, write, kind.said, kind.then, notices);
        });
    chooser->open();
}

Expected<int> writePicture(const QImage& picture, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit())
        return 1;
    return ApiError { .kind = ApiError::Kind::File, .detail = file.errorString() };
}

Kind listKind(const WhenWritten& then)
{
    const auto said = [](int rows) {
        return SaveList::tr("Wrote %Ln rows to %1.", "Wrote %Ln row to %1.", rows);
    };
    return { SaveList::tr("Export list to"), SaveList::tr("CSV files (*.csv)"), u"csv"_s, said,
        then };
}

} // namespace

void saveListAs(QWidget* parent, const QString& name, const ListWriter& write, Notices& notices)
{
    saveAs(parent, listKind({}), name, write, notices);
}

void saveListAs(QWidget* parent, const QString& name, const ListWriter& write,
    const UiServices& services, const QString& what)
{
    const auto record
        = [&jobs = services.jobs, &status = services.status, profile = services.tenant.name, what](
              const QString& path, int rows, const QString& said) {
              const ExportPlan written {
                  .record = { .whom = what, .path = path, .outcome = said },
                  .profile = profile,
                  .actor = status.signedIn().userName,
              };
              jobs.record(written, rows);
          };
    saveAs(parent, listKind(record), name, write, services.notices);
}

void savePictureAs(QWidget* parent, const QString& name, const QImage& picture, Notices& notices)
{
    saveAs(
        parent,
        { SaveList::tr("Save picture to"), SaveList::tr("PNG pictures (*.png)"), u"png"_s,
            [](int) { return SaveList::tr("Saved the picture as %1."); } },
        name,
        [picture](
            const QString& path, const std::atomic_bool&) { return writePicture(picture, path); },
        notices);
}

ListWriter tableWriter(const QList<QStringList>& rows)
{
    return
        [rows](const QString& path, const std::atomic_bool&) { return writeTableFile(path, rows); };
}

} // namespace ic
