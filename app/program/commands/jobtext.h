#pragma once

#include "jobs/jobsnapshot.h"
#include "program/exitcodes.h"

#include <QJsonObject>

namespace ic {

// Jobs and their people as a command puts them out: a line of text, or an object a line.

/// The object as a line.
QString jsonLine(const QJsonObject& object);
QJsonObject jobObject(const JobSnapshot& job);
QJsonObject itemObject(const JobItem& item);
QJsonObject personObject(const BulkTarget& target);
QJsonObject leftOutObject(const SkippedTarget& one);

/// "9c1e…  Reset on acme  done with errors  310 ok · 2 failed of 312 in 1:42".
QString jobLine(const JobSnapshot& job);
/// "failed  Ada Lovelace (ada) 2c91…: what happened".
QString itemLine(const JobItem& item);
/// "Ada Lovelace (ada) 2c91…".
QString personText(const BulkTarget& target);

/// Why a program that is connected to this tenant cannot go on with the job, or end it; empty if it
/// can. See ApiBase::tenant().
QString whyNotHere(const JobSnapshot& job, const QString& tenant);

/// What a job that has ended means for whoever started the program.
ExitCode exitCodeOf(const JobSnapshot& job);

} // namespace ic
