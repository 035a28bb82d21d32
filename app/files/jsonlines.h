#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QStringView>

namespace ic {

/// JSON Lines in UTF-8: one object a line, lines end with LF.
class JsonLinesWriter
{
public:
    /// A member of the object that endRow() ends. Whole numbers stay exact.
    void member(QStringView name, const QJsonValue& value);
    void endRow();
    /// A whole object as it is, but for white space outside of its texts.
    void record(QByteArrayView json);

    qsizetype size() const { return m_block.size(); }
    QByteArrayView block() const { return m_block; }
    /// Everything since the last call.
    QByteArray takeBlock() { return std::exchange(m_block, {}); }

private:
    void value(const QJsonValue& value);
    void text(QStringView text);

    QByteArray m_block;
    bool m_inRow = false;
};

/// The bytes of each element of a list. `json` must be valid JSON and a list.
QList<QByteArrayView> elementsOfJsonList(QByteArrayView json);

} // namespace ic
