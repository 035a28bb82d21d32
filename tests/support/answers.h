#pragma once

#include "base/apierror.h"
#include "base/expected.h"
#include "net/apirequest.h"

#include <QFile>
#include <QTest>

namespace ic {

/// A 2xx answer with this body.
inline ApiResponse answer(const QByteArray& body, int status = 200)
{
    return { .status = status, .body = body, .contentType = "application/json" };
}

/// A 2xx answer with a file of tests/data as its body.
inline ApiResponse fixture(const QString& name, int status = 200)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(name), __FILE__, __LINE__);
    return answer(file.readAll(), status);
}

/// Why T refuses the body: the detail of a Malformed error, or a word that no detail is.
template <class T> QString detailOf(const QByteArray& body)
{
    const Expected<typename T::Result> result = T::parse(answer(body));
    if (result)
        return QStringLiteral("(read)");
    return result.error().kind == ApiError::Kind::Malformed ? result.error().detail
                                                            : kindName(result.error().kind);
}

} // namespace ic
