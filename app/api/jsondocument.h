#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonParseError>
#include <QJsonValue>
#include <QUtf8StringView>
#include <QVarLengthArray>

#include <cstddef>
#include <memory>
#include <vector>

namespace ic {

struct JsonMember;
using JsonMembers = QVarLengthArray<JsonMember, 16>;

/// A value that stands in a JsonDocument, as long as that lives. Numbers, texts and nesting are
/// what Qt's own JSON makes of them.
class JsonValue
{
public:
    /// Stands for what is not there.
    JsonValue() = default;

    QJsonValue::Type type() const { return m_type; }
    bool isObject() const { return m_type == QJsonValue::Object; }
    bool isArray() const { return m_type == QJsonValue::Array; }
    /// Null, or not there.
    bool isAbsent() const;

    /// Of a text: its characters, unescaped and always valid. Empty for anything else.
    QUtf8StringView text() const;
    /// Of a list; empty for anything else.
    std::vector<JsonValue> elements() const;
    /// Of an object, in the tenant's order; empty for anything else. A key may come twice: the last
    /// one counts.
    JsonMembers members() const;
    JsonValue member(QUtf8StringView key) const;
    /// The same apart from the document.
    QJsonValue toQt() const;

private:
    friend class JsonDocument;
    friend class JsonPlace;

    /// What only the parser's own code knows the inside of.
    struct Place
    {
        const void* document = nullptr;
        std::size_t index = 0;
    };

    Place m_place;
    QJsonValue::Type m_type = QJsonValue::Undefined;
};

struct JsonMember
{
    QUtf8StringView key = {};
    JsonValue value = {};
};

/// An element of a list together with its bytes in the answer.
struct JsonRecord
{
    JsonValue value = {};
    QByteArrayView json = {};
};

/// A whole JSON text, an object or a list, checked to its last byte. What is only nearly JSON is
/// read as Qt's parser reads it: bytes that are no UTF-8 and halves of surrogate pairs become
/// U+FFFD, a byte order mark, line breaks in texts, unknown escapes and numbers beyond 64 bits are
/// taken.
class JsonDocument
{
public:
    explicit JsonDocument(const QByteArray& json);
    ~JsonDocument();
    Q_DISABLE_COPY_MOVE(JsonDocument)

    /// NoError where it could be read; otherwise root() is nothing.
    const QJsonParseError& error() const { return m_error; }
    JsonValue root() const { return m_root; }
    /// The whole text.
    QByteArrayView json() const { return QByteArrayView(m_json).trimmed(); }
    /// The elements of a document that is a list.
    std::vector<JsonRecord> records() const;

private:
    struct Parsers;
    static thread_local std::unique_ptr<Parsers> spareParsers;

    bool read(const QByteArray& json);
    /// False if `json` cannot be taken apart into as many elements.
    bool placeRecords(const QByteArray& json, std::vector<JsonRecord>& records) const;

    std::unique_ptr<Parsers> m_parsers;
    QByteArray m_json; ///< as it came, as far as it is valid Unicode
    QByteArray m_rewritten; ///< by Qt, where it was only nearly JSON
    QJsonParseError m_error;
    JsonValue m_root;
};

/// The text; QString::fromUtf8() would drop a U+FEFF that begins it.
QString toQString(QUtf8StringView text);

/// Appends valid JSON without the white space outside of its texts.
void appendCompact(QByteArray& target, QByteArrayView json);

} // namespace ic
