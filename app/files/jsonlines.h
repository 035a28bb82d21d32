#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QUtf8StringView>

namespace ic {

/// Appends a text as JSON, with its quotes.
void appendJson(QByteArray& target, QUtf8StringView text);
/// Whole numbers stay exact.
void appendJson(QByteArray& target, const QJsonValue& value);

/// JSON Lines in UTF-8: one object a line, lines end with LF.
class JsonLinesWriter
{
public:
    /// A member of the object that endRow() ends. Whole numbers stay exact.
    void member(QUtf8StringView name, const QJsonValue& value);
    void member(QUtf8StringView name, QUtf8StringView text);
    void endRow();
    /// A whole record as it is, but for white space outside of its texts, and U+FEFF escaped where
    /// it begins one.
    void record(QByteArrayView json);

    qsizetype size() const { return m_block.size(); }
    QByteArrayView block() const { return m_block; }
    /// Everything since the last call.
    QByteArray takeBlock() { return std::exchange(m_block, {}); }

private:
    void name(QUtf8StringView name);

    QByteArray m_block;
    bool m_inRow = false;
};

} // namespace ic
