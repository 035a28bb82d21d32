#include "support/housecheck.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

struct Layer
{
    QString name; ///< its folder
    QStringList layers; ///< besides itself
    QStringList modules; ///< of Qt
};

/// The house. What is not listed is not allowed, a new folder included.
const QList<Layer>& house()
{
    static const QString core = u"QtCore"_s;
    static const QString network = u"QtNetwork"_s;
    static const QString gui = u"QtGui"_s;
    static const QString widgets = u"QtWidgets"_s;
    static const QStringList below = { u"app/base"_s, u"app/net"_s, u"app/api"_s };
    static const QList<Layer> layers {
        { u"app/base"_s, {}, { core } },
        { u"app/net"_s, { u"app/base"_s }, { core, network } },
        { u"app/auth"_s, { u"app/base"_s, u"app/net"_s }, { core, network } },
        { u"app/api"_s, { u"app/base"_s, u"app/net"_s }, { core } },
        { u"app/reading"_s, below, { core } },
        { u"app/operations"_s, below + QStringList { u"app/reading"_s }, { core } },
        { u"app/files"_s, below + QStringList { u"app/reading"_s }, { core } },
        { u"app/snapshot"_s, below + QStringList { u"app/reading"_s, u"app/files"_s }, { core } },
        { u"app/jobs"_s,
            below
                + QStringList { u"app/reading"_s, u"app/operations"_s, u"app/files"_s,
                    u"app/snapshot"_s },
            { core, u"QtSql"_s } },
        { u"app/profile"_s, { u"app/base"_s }, { core } },
        { u"app/demo"_s, { u"app/base"_s }, { core, network, u"QtHttpServer"_s } },
        { u"app/program"_s,
            below
                + QStringList { u"app/auth"_s, u"app/reading"_s, u"app/operations"_s,
                    u"app/files"_s, u"app/snapshot"_s, u"app/jobs"_s, u"app/profile"_s, u"models"_s,
                    u"ui"_s },
            { core, gui, widgets, u"QtDBus"_s } },
        { u"models"_s,
            { u"app/base"_s, u"app/api"_s, u"app/reading"_s, u"app/operations"_s, u"app/files"_s,
                u"app/snapshot"_s, u"app/jobs"_s, u"app/profile"_s },
            { core, gui } },
        { u"ui"_s,
            { u"app/base"_s, u"app/api"_s, u"app/reading"_s, u"app/operations"_s, u"app/files"_s,
                u"app/snapshot"_s, u"app/jobs"_s, u"app/profile"_s, u"models"_s },
            { core, gui, widgets, u"QtSvg"_s } },
    };
    return layers;
}

const Layer* layerNamed(const QString& name)
{
    for (const Layer& layer : house()) {
        if (layer.name == name)
            return &layer;
    }
    return nullptr;
}

QString layerOf(const QString& path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == u"app" ? parts.mid(0, 2).join(u'/') : parts.first();
}

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The code with comments, texts and characters blanked; line breaks stay.
QString codeOnly(QString text)
{
    static const QRegularExpression token(
        uR"re(R"([^(\s"]*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|//[^\n]*|/\*.*?\*/)re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    qsizetype from = 0;
    QRegularExpressionMatch match;
    while ((match = token.match(text, from)).hasMatch()) {
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (text[i] != u'\n')
                text[i] = u' ';
        }
        from = match.capturedEnd();
    }
    return text;
}

constexpr qsizetype MostSourceLines = 400;
constexpr qsizetype MostHeaderLines = 150;

/// A `default` of a switch.
struct Default
{
    QString file;
    int line = 0;
    QString enumName; ///< of the cases before it
};

class Checker
{
public:
    Checker(const QString& root, const QString& qtHeaders)
        : m_root(root)
    {
        const QDir modules(qtHeaders);
        for (const QString& module :
            modules.entryList({ u"Qt*"_s }, QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString& header : QDir(modules.filePath(module)).entryList(QDir::Files))
                m_moduleOf.insert(header, module);
        }
    }

    QList<HouseViolation> run()
    {
        for (const QString& top :
            { u"app"_s, u"models"_s, u"ui"_s, u"tests"_s, u"resources"_s, u"packaging"_s })
            checkFolder(top);
        checkTogether();
        std::sort(
            m_found.begin(), m_found.end(), [](const HouseViolation& a, const HouseViolation& b) {
                return std::tie(a.file, a.line) < std::tie(b.file, b.line);
            });
        return m_found;
    }

private:
    void checkFolder(const QString& top)
    {
        static const QRegularExpression source(u"\\.(h|cpp)$"_s);
        QDirIterator files(m_root.filePath(top), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = m_root.relativeFilePath(files.next());
            checkName(path);
            if (!source.match(path).hasMatch())
                continue;
            const QString text = readText(m_root.filePath(path));
            if (path.endsWith(u".h"_s) && !text.startsWith(u"#pragma once\n"_s))
                report(path, 1, u"a header begins with #pragma once"_s);
            checkVersions(path, codeOnly(text));
            checkToolTips(path, codeOnly(text));
            if (top == u"app" || top == u"models" || top == u"ui")
                checkSource(path, text);
        }
    }

    /// What can only be said of all sources together.
    void checkTogether()
    {
        for (auto of = m_sourceOf.begin(); of != m_sourceOf.end(); ++of) {
            of->sort();
            if (of->size() > 1)
                report(of->last(), 0, u"%1 also has methods in %2"_s.arg(of.key(), of->first()));
        }
        for (const Default& found : std::as_const(m_defaults)) {
            if (m_enums.contains(found.enumName)) {
                report(found.file, found.line,
                    u"a switch over %1 has a case for each value, no default"_s.arg(
                        found.enumName));
            }
        }
    }

    void checkVersions(const QString& path, const QString& code)
    {
        if (path != u"app/base/qtversion.h" && code.contains(u"QT_VERSION"_s)) {
            report(path, 0, u"versions of Qt are told apart in app/base/qtversion.h only"_s);
        }
        static const QRegularExpression made(
            u"(QDateTime|SinceEpoch)\\([^;]*, Qt::(UTC|LocalTime)\\b"_s);
        if (path != u"app/base/qtversion.h" && made.match(code).hasMatch())
            report(path, 0, u"times are made with Utc of app/base/qtversion.h"_s);
    }

    void checkToolTips(const QString& path, const QString& code)
    {
        const bool isOfWindow = path.startsWith(u"ui/"_s) || path.startsWith(u"models/"_s);
        if (isOfWindow && code.contains(u"toHtmlEscaped"_s)) {
            report(path, 0, u"texts of tooltips are made by toolTipText() only"_s);
        }
    }

    void checkLength(const QString& path, qsizetype lines)
    {
        const qsizetype most = path.endsWith(u".h"_s) ? MostHeaderLines : MostSourceLines;
        if (lines > most)
            report(
                path, 0, u"%1 lines, at most %2: it has more than one job"_s.arg(lines).arg(most));
    }

    void noteClasses(const QString& path, const QString& code)
    {
        static const QRegularExpression method(
            uR"(^(?!return|namespace|using)(?:[\w:<>,&*]+ +)*[&*]*([A-Z]\w+)::(?:~?\w+|operator\S+)\()"_s,
            QRegularExpression::MultilineOption);
        for (const QRegularExpressionMatch& match : method.globalMatch(code)) {
            // The same name in another layer is another class.
            QStringList& sources = m_sourceOf[layerOf(path) + u' ' + match.captured(1)];
            if (!match.captured(1).startsWith(u'Q') && !sources.contains(path))
                sources += path;
        }
    }

    void noteSwitches(const QString& path, const QString& code)
    {
        static const QRegularExpression enumeration(u"\\benum class (\\w+)"_s);
        for (const QRegularExpressionMatch& match : enumeration.globalMatch(code))
            m_enums += match.captured(1);
        static const QRegularExpression label(uR"(^( *)case (?:\w+::)*?(\w+)::\w+:)"_s);
        static const QRegularExpression otherwise(u"^( *)default:"_s);
        QHash<qsizetype, QString> lastEnum; // by indentation
        const QStringList lines = code.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const auto match = label.match(lines[i]); match.hasMatch())
                lastEnum[match.capturedLength(1)] = match.captured(2);
            else if (lines[i].contains(u"switch ("_s))
                lastEnum.remove(lines[i].indexOf(u"switch"_s));
            else if (const auto end = otherwise.match(lines[i]); end.hasMatch())
                m_defaults += { path, int(i) + 1, lastEnum.value(end.capturedLength(1)) };
        }
    }

    void checkName(const QString& path)
    {
        static const QRegularExpression drawer(
            u"(^|/)[^/]*(utils?|helpers?|common|misc)(\\.[^/]*)?(/|$)"_s,
            QRegularExpression::CaseInsensitiveOption);
        if (drawer.match(path).hasMatch())
            report(path, 0, u"this name says nothing about what is in it"_s);
    }

    void checkSource(const QString& path, const QString& text)
    {
        const Layer* const layer = layerNamed(layerOf(path));
        if (!layer) {
            report(path, 0, u"%1 is not a folder of the house"_s.arg(layerOf(path)));
            return;
        }
        static const QRegularExpression include(uR"(^\s*#\s*include\s*["<]([^">]+)[">])"_s);
        const QStringList lines = text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QRegularExpressionMatch match = include.match(lines[i]);
            if (match.hasMatch())
                checkInclude(*layer, path, int(i) + 1, match.captured(1));
        }
        const QString code = codeOnly(text);
        checkCode(*layer, path, code);
        checkLength(path, lines.size() - 1);
        noteSwitches(path, code);
        if (path.endsWith(u".cpp"_s))
            noteClasses(path, code);
    }

    void checkInclude(const Layer& layer, const QString& path, int line, const QString& included)
    {
        const QString own = resolve(path, included);
        if (!own.isEmpty()) {
            const QString target = layerOf(own);
            if (target != layer.name && !layer.layers.contains(target)) {
                report(path, line, u"%1 may not include %2"_s.arg(layer.name, own));
            }
            return;
        }
        const QString module = included.contains(u'/') && included.startsWith(u"Qt"_s)
            ? included.section(u'/', 0, 0)
            : m_moduleOf.value(included);
        if (!module.isEmpty() && !layer.modules.contains(module)) {
            report(path, line, u"%1 may not use %2 (%3)"_s.arg(layer.name, module, included));
        }
        static const QRegularExpression notInWindow(u"(^|/)Q(Json|Url)[A-Z]?[A-Za-z]*$"_s);
        if (layer.name == u"ui" && notInWindow.match(included).hasMatch())
            report(path, line, u"ui knows nothing of JSON and URLs (%1)"_s.arg(included));
    }

    /// The file below the root that the compiler would find, or empty.
    QString resolve(const QString& includer, const QString& included) const
    {
        for (const QString& folder : { QFileInfo(includer).path(), u"app"_s, u"."_s }) {
            const QString path = QDir::cleanPath(folder + u'/' + included);
            if (m_root.exists(path))
                return path;
        }
        return {};
    }

    void checkCode(const Layer& layer, const QString& path, const QString& code)
    {
        static const QRegularExpression box(u"\\bQMessageBox\\b"_s);
        static const QRegularExpression nested(
            u"\\bexec\\s*\\(|\\bQFileDialog::get|\\bQInputDialog::get|\\bQEventLoop\\b"_s);
        const QStringList lines = code.split(u'\n');
        const bool isMessages = path.startsWith(u"ui/parts/messages."_s);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (!isMessages && box.match(lines[i]).hasMatch())
                report(path, int(i) + 1, u"message boxes are shown by ui/parts/messages only"_s);
            if (layer.name == u"ui" && nested.match(lines[i]).hasMatch())
                report(path, int(i) + 1, u"no nested event loop: use open() or popup()"_s);
        }
    }

    void report(const QString& file, int line, const QString& what)
    {
        m_found += { file, line, what };
    }

    const QDir m_root;
    QHash<QString, QString> m_moduleOf;
    QMap<QString, QStringList> m_sourceOf; ///< layer and class → where its methods stand
    QSet<QString> m_enums;
    QList<Default> m_defaults;
    QList<HouseViolation> m_found;
};

} // namespace

QString HouseViolation::text() const
{
    return line > 0 ? u"%1:%2: %3"_s.arg(file, QString::number(line), what)
                    : u"%1: %2"_s.arg(file, what);
}

QList<HouseViolation> checkHouse(const QString& root, const QString& qtHeaders)
{
    return Checker(root, qtHeaders).run();
}

} // namespace ic::test
