#include "support/consolerun.h"

#include "support/programs.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

QStringList rowFor(const QJsonObject& identity)
{
    // The tenant writes UTC with no, three or six digits after the second; the file has three.
    const auto date = [&](const char* key) {
        const QString text = identity.value(QString::fromLatin1(key)).toString();
        if (text.isEmpty())
            return text;
        const QString fraction = text.mid(20).chopped(text.size() > 20 ? 1 : 0);
        return text.left(19) + u'.' + (fraction + u"000"_s).left(3) + u'Z';
    };
    QStringList row;
    for (const char* key :
        { "id", "name", "alias", "emailAddress", "identityStatus", "processingState" })
        row += identity.value(QString::fromLatin1(key)).toString();
    row += identity.value(u"lifecycleState").toObject().value(u"stateName").toString();
    row += identity.value(u"managerRef").toObject().value(u"name").toString();
    row += identity.value(u"isManager").toBool() ? u"true"_s : u"false"_s;
    row += QStringList { date("created"), date("modified"), date("lastRefresh") };
    return row;
}

} // namespace

Run finished(QProcess& process)
{
    if (!process.waitForFinished(60'000))
        return {};
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
        QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

QProcessEnvironment withoutTenant()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : { u"SAIL_BASE_URL"_s, u"SAIL_CLIENT_ID"_s, u"SAIL_CLIENT_SECRET"_s,
             u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s })
        environment.remove(name);
    return environment;
}

void startConsole(
    QProcess& process, const QStringList& arguments, const QProcessEnvironment& environment)
{
    process.setProcessEnvironment(environment);
    process.start(programBesideTest(u"identity-console"_s), arguments);
}

Run console(const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    startConsole(process, arguments, environment);
    return finished(process);
}

QList<QStringList> rowsOf(const QByteArray& bytes)
{
    QList<QStringList> rows;
    QStringList row;
    QByteArray value;
    bool quoted = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '"' && quoted && bytes.mid(i + 1, 1) == "\"") {
            value += bytes[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            row += QString::fromUtf8(value);
            value.clear();
            if (c == '\n')
                rows += std::exchange(row, {});
        } else if (quoted || c != '\r') {
            value += c;
        }
    }
    return rows;
}

QList<QStringList> rowsFor(const QJsonArray& identities)
{
    QList<QStringList> rows;
    for (const QJsonValue& identity : identities)
        rows += rowFor(identity.toObject());
    return rows;
}

} // namespace ic::test
