#include "base/redact.h"

#include <QMutex>
#include <QSet>
#include <QUrl>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype ShortestSecret = 6;

struct Secrets
{
    QMutex mutex;
    QSet<QString> texts;
};

// A function-local object that is never destroyed: messages can arrive while statics go away.
Secrets& secrets()
{
    static auto* const all = new Secrets;
    return *all;
}

void writeRedacted(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QString line = Redactor().clean(qFormatLogMessage(type, context, message));
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

void Redactor::add(const QString& secret)
{
    if (secret.size() < ShortestSecret)
        return;
    Secrets& all = secrets();
    const QMutexLocker lock(&all.mutex);
    all.texts.insert(secret);
    // As it stands in a form or an address.
    all.texts.insert(QString::fromLatin1(QUrl::toPercentEncoding(secret)));
}

QString Redactor::clean(QString text) const
{
    Secrets& all = secrets();
    const QMutexLocker lock(&all.mutex);
    for (const QString& secret : std::as_const(all.texts))
        text.replace(secret, u"‹redacted›"_s);
    return text;
}

void installRedactingLogHandler()
{
    qInstallMessageHandler(writeRedacted);
}

} // namespace ic
