#include "support/layercheck.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

struct Layer
{
    QString name; ///< its folder; "app" and "main": the files directly in app/
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
    static const QStringList services = { u"app/base"_s, u"app/net"_s, u"app/auth"_s, u"app/api"_s,
        u"app/bulk"_s, u"app/csv"_s, u"app/profile"_s };
    static const QList<Layer> layers {
        { u"app/base"_s, {}, { core } },
        { u"app/net"_s, { u"app/base"_s }, { core, network } },
        { u"app/auth"_s, { u"app/base"_s, u"app/net"_s }, { core } },
        { u"app/api"_s, { u"app/base"_s, u"app/net"_s }, { core } },
        { u"app/bulk"_s, { u"app/base"_s, u"app/net"_s, u"app/api"_s }, { core, u"QtSql"_s } },
        { u"app/csv"_s, { u"app/base"_s, u"app/net"_s, u"app/api"_s }, { core } },
        { u"app/profile"_s, { u"app/base"_s }, { core } },
        { u"app/demo"_s, { u"app/base"_s }, { core, network, u"QtHttpServer"_s } },
        { u"app"_s, services, { core, u"QtDBus"_s } },
        { u"main"_s, services + QStringList { u"app"_s, u"models"_s, u"ui"_s },
            { core, gui, widgets } },
        { u"models"_s, { u"app/base"_s, u"app/api"_s, u"app/bulk"_s, u"app/csv"_s }, { core, gui } },
        { u"ui"_s,
            { u"app/base"_s, u"app/api"_s, u"app/bulk"_s, u"app/csv"_s, u"app/profile"_s,
                u"models"_s },
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
    if (parts.first() != u"app")
        return parts.first();
    if (parts.size() > 2)
        return u"app/"_s + parts[1];
    static const QRegularExpression windows(u"^(main|consolewindows|tenantwindow)\\.(h|cpp)$"_s);
    return windows.match(parts.last()).hasMatch() ? u"main"_s : u"app"_s;
}

QString spoken(const QString& layer)
{
    if (layer == u"main")
        return u"app/main.cpp"_s;
    return layer == u"app" ? u"a file directly in app/"_s : layer;
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

    QList<LayerViolation> run()
    {
        for (const QString& top :
            { u"app"_s, u"models"_s, u"ui"_s, u"tests"_s, u"resources"_s, u"packaging"_s })
            checkFolder(top);
        std::sort(
            m_found.begin(), m_found.end(), [](const LayerViolation& a, const LayerViolation& b) {
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
            if (top == u"app" || top == u"models" || top == u"ui")
                checkSource(path, text);
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
        checkCode(*layer, path, codeOnly(text));
    }

    void checkInclude(const Layer& layer, const QString& path, int line, const QString& included)
    {
        const QString own = resolve(path, included);
        if (!own.isEmpty()) {
            const QString target = layerOf(own);
            if (target != layer.name && !layer.layers.contains(target)) {
                report(path, line, u"%1 may not include %2"_s.arg(spoken(layer.name), own));
            }
            return;
        }
        const QString module = included.contains(u'/') && included.startsWith(u"Qt"_s)
            ? included.section(u'/', 0, 0)
            : m_moduleOf.value(included);
        if (!module.isEmpty() && !layer.modules.contains(module)) {
            report(
                path, line, u"%1 may not use %2 (%3)"_s.arg(spoken(layer.name), module, included));
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
        const bool isMessages = path.startsWith(u"ui/messages."_s);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (!isMessages && box.match(lines[i]).hasMatch())
                report(path, int(i) + 1, u"message boxes are shown by ui/messages only"_s);
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
    QList<LayerViolation> m_found;
};

} // namespace

QString LayerViolation::text() const
{
    return line > 0 ? u"%1:%2: %3"_s.arg(file, QString::number(line), what)
                    : u"%1: %2"_s.arg(file, what);
}

QList<LayerViolation> checkLayers(const QString& root, const QString& qtHeaders)
{
    return Checker(root, qtHeaders).run();
}

} // namespace ic::test
