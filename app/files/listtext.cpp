#include "files/listtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <optional>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListText)
};

ApiError fileError(const QString& why)
{
    return { .kind = ApiError::Kind::File, .operation = Texts::tr("Open list"), .detail = why };
}

/// What Windows-1252 has in place of Latin-1's control characters; 0 where it has nothing.
constexpr char16_t Windows1252[32] { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

QString fromWindows1252(const QByteArray& bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar& c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0 && Windows1252[c.unicode() - 0x80] != 0)
            c = Windows1252[c.unicode() - 0x80];
    }
    return text;
}

/// Sheet programs write UTF-16 with a mark; what lost it still has a zero in every other byte.
std::optional<QStringConverter::Encoding> unmarkedUtf16(const QByteArray& bytes)
{
    const qsizetype looked = std::min<qsizetype>(bytes.size(), 1000) & ~qsizetype(1);
    qsizetype zeros[2] {};
    for (qsizetype i = 0; i < looked; ++i)
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    if (looked < 4 || zeros[0] == zeros[1])
        return {};
    if (zeros[0] == 0 && zeros[1] > looked / 4)
        return QStringConverter::Utf16LE;
    if (zeros[1] == 0 && zeros[0] > looked / 4)
        return QStringConverter::Utf16BE;
    return {};
}

} // namespace

Expected<QString> decodeList(const QByteArray& bytes)
{
    if (bytes.startsWith("PK\x03\x04") || bytes.startsWith("\xD0\xCF\x11\xE0"))
        return fileError(
            Texts::tr("This is a workbook. Save the sheet as CSV or as text, and open that."));
    std::optional<QStringConverter::Encoding> encoding = QStringConverter::encodingForData(bytes);
    if (!encoding)
        encoding = unmarkedUtf16(bytes);
    if (!encoding && bytes.contains('\0'))
        return fileError(Texts::tr("This is not a text file."));
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    QString text = decoder.decode(bytes);
    if (decoder.hasError()) {
        if (encoding)
            return fileError(Texts::tr("This is not a text file, or it is damaged."));
        text = fromWindows1252(bytes);
    }
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text;
}

Expected<QString> readListText(const QString& path)
{
    const QFileInfo info(path);
    const QString shown = QDir::toNativeSeparators(path);
    // A pipe or a device may never end.
    if (info.exists() && !info.isFile())
        return fileError(Texts::tr("%1 is not a file.").arg(shown));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(
            Texts::tr("%1: %2", "file, what is wrong with it").arg(shown, file.errorString()));
    // Not by its size: it may grow, and some files do not tell it.
    const QByteArray bytes = file.read(MostListBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fileError(
            Texts::tr("%1: %2", "file, what is wrong with it").arg(shown, file.errorString()));
    if (bytes.size() > MostListBytes) {
        return fileError(
            Texts::tr("%1 is larger than %2 MB. Open a file with only the column that is needed.")
                .arg(info.fileName())
                .arg(MostListBytes / 1024 / 1024));
    }
    return decodeList(bytes);
}

} // namespace ic
