#pragma once

#include <QByteArray>
#include <QString>

class QSslConfiguration;

namespace ic {

constexpr qint64 LargestCaFile = 1024 * 1024; ///< bytes

/// The certificates of a file in PEM or DER, as PEM. Nothing else in the file is kept: a private
/// key that lies beside them stays there. Empty if the file cannot be used; then `problem` is one
/// plain sentence.
QByteArray readCaFile(const QString& path, QString* problem);

/// Trusts what the system does, and the certificates in `extraCaPem` besides. Takes a moment where
/// there are any: then all of the system's are read.
QSslConfiguration tlsTrusting(const QByteArray& extraCaPem);

} // namespace ic
