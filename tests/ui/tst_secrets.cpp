// Nobody finds the secrets again: not in the files the window wrote, not in its log, not in what it
// shows or copies.

#include "support/consolewindow.h"
#include "support/operations.h"

#include "base/secret.h"
#include "jobs/jobcenter.h"
#include "ui/parts/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QString Right = u"The-right+secret/of=acme&more"_s;
const QString Wrong = u"A-wrong+secret/that=was&typed"_s;
/// How every token of the demo tenant begins.
const QByteArray TokenHead = "eyJhbGciOiJFUzI1NiIs";

/// Everything that must not be found, as it might stand somewhere.
QByteArrayList needles()
{
    QByteArrayList all { TokenHead };
    for (const QString& secret : { Right, Wrong }) {
        const QByteArray bytes = secret.toUtf8();
        all << bytes << QUrl::toPercentEncoding(secret) << bytes.toBase64() << bytes.toHex();
    }
    return all;
}

/// The first needle in `text`; empty if there is none.
QByteArray foundIn(const QByteArray& text)
{
    for (const QByteArray& needle : needles()) {
        if (text.contains(needle))
            return needle;
    }
    return {};
}

/// Standard error of this process, in a file, for as long as it lives.
class StandardError
{
public:
    explicit StandardError(const QString& path)
        : m_kept(::dup(STDERR_FILENO))
        , m_file(path)
    {
        if (!m_file.open(QIODevice::WriteOnly) || ::dup2(m_file.handle(), STDERR_FILENO) < 0)
            QTest::qFail("standard error is not caught", __FILE__, __LINE__);
    }
    ~StandardError()
    {
        ::dup2(m_kept, STDERR_FILENO);
        ::close(m_kept);
    }
    Q_DISABLE_COPY_MOVE(StandardError)

private:
    int m_kept;
    QFile m_file;
};

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsFoundAgain();
    void theSearchFindsWhatIsThere();
};

void TestSecrets::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestSecrets::nothingIsFoundAgain()
{
    const QTemporaryDir folder;
    const QString log = folder.filePath(u"log.txt"_s);
    QByteArrayList shown;
    {
        const StandardError caught(log);
        const QtMessageHandler before = qInstallMessageHandler(nullptr);
        installRedactingLogHandler();
        // Qt's own network code speaks, too, when it is asked to.
        QLoggingCategory::setFilterRules(u"*.debug=true\nqt.widgets*=false\nqt.qpa*=false"_s);
        demo::TenantConfig config { .identities = 400 };
        config.clientSecret = Right;
        ConsoleWindow console(
            config, folder.filePath(u"settings.ini"_s), {}, { .clientSecret = Wrong });
        auto* field = console.find<QLineEdit>(u"signInSecret"_s);
        QVERIFY(
            QTest::qWaitFor([&] { return field->isVisible() && !field->isReadOnly(); }, 10'000));
        shown += console.find<QLabel>(u"signInText"_s)->text().toUtf8();
        QTest::keyClicks(field, Right);
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(field);
        for (const auto what : { QAccessible::Name, QAccessible::Value, QAccessible::Description })
            shown += spoken->text(what).toUtf8();
        shown += field->displayText().toUtf8();
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
        QVERIFY(console.waitForLoadedScreen());

        // A job, so that the journal has something to hold.
        BulkPlan plan { .operation = &synchronizeAttributes(), .profile = u"acme"_s };
        console.tenant().inspect([&plan](demo::Directory& directory) {
            plan.targets.append({ IdentityId(QString::fromLatin1(
                                      directory.data().id(directory.data().unsorted(1)))),
                {}, {} });
        });
        const JobId job = console.jobs().start(plan);
        QVERIFY(QTest::qWaitFor([&] { return isEnded(console.jobs().job(job)->state); }, 10'000));

        // Somebody logs what they should not.
        qWarning(
            "a mistake: %s and %s", qPrintable(Right), QUrl::toPercentEncoding(Wrong).constData());
        ApiLogModel& calls = console.apiLog();
        QVERIFY(calls.rowCount() > 3);
        bool signIn = false;
        for (int row = 0; row < calls.rowCount(); ++row) {
            const ApiCall& call = calls.call(row);
            signIn = signIn || call.url.endsWith(u"/oauth/token"_s);
            shown += call.url.toUtf8() + ' ' + call.body + ' ' + call.problem.toUtf8();
            shown += curlCommand(call).toUtf8();
            shown += powerShellCommand(call).toUtf8();
            for (int column = 0; column < ApiLogModel::ColumnCount; ++column) {
                for (const int role :
                    { int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole) })
                    shown += calls.index(row, column).data(role).toString().toUtf8();
            }
        }
        QVERIFY(signIn); // the sign-in is in the log, without what it sent
        for (const QLabel* label : console.window().findChildren<QLabel*>())
            shown += label->text().toUtf8();
        shown += QApplication::clipboard()->text().toUtf8();
        console.window().close();
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        int files = 0;
        for (const QString& root : { folder.path(), console.folder() }) {
            QDirIterator all(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (all.hasNext()) {
                QFile file(all.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                ++files;
                QVERIFY2(foundIn(file.readAll()).isEmpty(), qPrintable(file.fileName()));
            }
        }
        QVERIFY(files >= 3); // settings, journal, log
    }
    for (const QByteArray& text : std::as_const(shown))
        QVERIFY2(foundIn(text).isEmpty(), text.constData());
    QFile written(log);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QVERIFY(text.contains("a mistake"));
    QVERIFY2(foundIn(text).isEmpty(), "the log");
}

/// A search that finds nothing proves nothing unless it can find.
void TestSecrets::theSearchFindsWhatIsThere()
{
    QVERIFY(!foundIn("x" + Right.toUtf8() + "y").isEmpty());
    QVERIFY(!foundIn("client_secret=" + QUrl::toPercentEncoding(Wrong)).isEmpty());
    QVERIFY(!foundIn("Bearer " + TokenHead + "InR5cCI6IkpXVCJ9.e30.c").isEmpty());
    QVERIFY(foundIn("nothing of that kind").isEmpty());
}

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
