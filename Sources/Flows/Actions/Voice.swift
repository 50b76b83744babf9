extension ActionType {
  /// What is played to callers and taken from them.
  static let voice: [ActionType] = [
    ActionType(
      "playAudio", "PlayAudioAction", "Plays audio to the caller, who may cut it short where barge-in is on.",
      reads: [Input("audio", "aud")], wait: .playback,
      flowTypes: ["commonModule", "inQueueCall", "inboundCall", "outboundCall", "secureCall", "voicemail"],
      notes: "Audio that is NOT_SET plays nothing.", sources: ["real flows", "SDK"]),
    ActionType(
      "playAudioOnSilence", "PlayAudioOnSilenceAction",
      "Waits until the caller is silent, then plays; begins again when interrupted.", .branches, basis: .listed,
      confidence: .documented,
      ways: [
        .success("success", "all was played"),
        .failure("timeout", "there was no silence in time"),
      ],
      fills: [.on("success", fill: "actualRepeatCount", "int")],
      reads: [
        Input("allowedRepeatCount", "int"), Input("audio", "aud"), Input("silenceDuration", "dur"),
        Input("timeout", "dur"),
      ], need: .input, wait: .caller,
      limits: "40 s, unless set.", sources: ["SDK", "default settings in configurations"]),
    ActionType(
      "detectSilence", "DetectSilenceAction", "Waits until the caller is silent for some time.", .branches,
      basis: .listed, confidence: .documented,
      ways: [
        .success("success", "there was silence"),
        .failure("timeout", "there was none in time"),
      ],
      reads: [Input("silenceDuration", "dur"), Input("timeout", "dur")], need: .input, wait: .caller,
      sources: ["SDK", "default settings in configurations"]),
    ActionType(
      "flushAudio", "FlushAudioAction", "Waits until all audio that is queued has been played.", basis: .thirdParty,
      confidence: .documented, wait: .playback, sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "holdMusic", "HoldMusicAction", "Plays music to a caller who waits in the queue, once or for some time.",
      reads: [
        Input("prompt", "pmt"), Input("duration", "dur"), Input("playForDuration", "bln"), Input("bargeIn", "bln"),
      ], wait: .time, flowTypes: ["inQueueCall"],
      limits: "1 minute, unless set. Where nothing can be played it is silent for 10 s.",
      notes: "The flow ends when an agent answers.", sources: ["real flows", "SDK", "help page hold-music-action"]),
    ActionType(
      "playEstimatedWaitTime", "PlayEstimatedWaitTimeAction", "Says how long the caller may have to wait.",
      basis: .listed,
      reads: [Input("estimatedWaitTime", "dur")], need: .queue, flowTypes: ["inQueueCall"],
      sources: ["real flows", "SDK"]),
    ActionType(
      "playPositionInQueue", "PlayPositionInQueueAction", "Says the caller's place in the queue.", basis: .thirdParty,
      confidence: .documented,
      reads: [Input("positionInQueue", "int")], need: .queue, flowTypes: ["inQueueCall"],
      notes: "A place that is NOT_SET plays nothing.", sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "playUserGreeting", "PlayUserGreetingAction", "Plays the greeting of a user.", basis: .inferred,
      confidence: .documented, flowTypes: ["voicemail"], sources: ["SDK"]),
    ActionType(
      "playUserName", "PlayUserNameAction", "Plays the recorded name of a user.", basis: .inferred,
      confidence: .documented, flowTypes: ["inboundCall", "voicemail"], sources: ["SDK"]),
    ActionType(
      "collectInput", "CollectInputAction", "Plays audio and takes digits from the caller.", .branches,
      ways: [
        .success("success", "enough digits came, and the ending key where one is asked for", seen: true),
        .failure("failure", "no digits or too few came in time, or the wrong one of `*` and `#`", seen: true),
      ],
      fills: [.on("success", fill: "inputData", "str"), .errorType, .errorMessage],
      reads: [
        Input("inputAudio", "aud"), Input("digits.exact", "int"), Input("digits.range.min", "int"),
        Input("digits.range.max", "int"), Input("digits.range.terminatingDtmf", "setting"),
        Input("interDigitTimeout", "dur"), Input("noEntryTimeout", "dur"), Input("acceptJustStar", "bln"),
        Input("acceptJustPound", "bln"), Input("verificationType", "setting"),
        Input("includeTerminatingDtmfInResultData", "bln"),
      ], need: .input, wait: .caller, flowTypes: ["inQueueCall", "inboundCall", "outboundCall", "secureCall"],
      limits: """
        5 s until the first digit (1 to 99 s), 3 s between digits, unless set. Digits that are left over go \
        to the next action.
        """,
      notes: """
        Keys that count in all menus do not while it runs. A `*` or `#` alone counts where `acceptJustStar` \
        or `acceptJustPound` is on. An ending key right after the most digits is taken with them (inferred), one \
        after a fixed number of digits goes on. After a failure the variable probably keeps what it holds.
        """,
      sources: ["real flows", "SDK", "help page collect-digits-data-action", "help page calculating-timeout-behavior"]),
    ActionType(
      "setWhisperAudio", "SetWhisperAudioAction", "Chooses what an agent hears before the call comes.",
      basis: .inferred, confidence: .documented,
      fills: [.always("failureOutputs.errorType", "str"), .always("failureOutputs.errorMessage", "str")],
      reads: [Input("whisperAudio", "aud")], effects: [.whisper], sources: ["SDK"]),
    ActionType(
      "setUUIData", "SetUUIDataAction",
      "Sets the user-to-user information that goes along with a transfer or a disconnect.", basis: .thirdParty,
      confidence: .documented,
      reads: [Input("uuiData", "str")], effects: [.sip], sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "getSIPHeaders", "GetSIPHeadersAction", "Reads SIP headers, named ones, into JSON.", .branches,
      basis: .thirdParty, confidence: .documented,
      ways: [
        .success("success", "they were read"),
        .failure("failure", "they could not be read"),
      ],
      fills: [.on("success", fill: "sipHeadersResult", "jsn"), .errorType, .errorMessage],
      reads: [Input("sipHeaderNames", "str_coll")], need: .other, sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "getRawSIPHeaders", "GetRawSIPHeadersAction", "Reads all SIP headers into a string.", .branches,
      basis: .thirdParty, confidence: .documented,
      ways: [
        .success("success", "they were read"),
        .failure("failure", "they could not be read"),
      ],
      fills: [.on("success", fill: "rawSIPHeadersResult", "str"), .errorType, .errorMessage], need: .other,
      sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "audioMonitoring", "AudioMonitoringAction", "Turns the monitoring of audio on, or off for false and NOT_SET.",
      basis: .thirdParty, confidence: .documented,
      reads: [Input("enableMonitoring", "bln")], sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "transcription", "TranscriptionAction", "Turns transcription on, or off for false and NOT_SET.",
      reads: [Input("enableTranscription", "bln")], effects: [.transcription],
      flowTypes: ["inboundCall", "outboundCall"], sources: ["real flows", "SDK"]),
    ActionType(
      "enableParticipantRecord", "EnableParticipantRecordAction", "Lets the participant be recorded while in the flow.",
      basis: .inferred, effects: [.recording], flowTypes: ["inboundCall"], sources: ["real flows", "SDK"]),
    ActionType(
      "setLanguage", "SetLocaleAction", "Changes the language in which the flow speaks and listens.",
      basis: .listed,
      reads: [Input("languageValue", "str"), Input("language", "setting")], effects: [.language],
      flowTypes: ["commonModule", "inboundCall"],
      notes: """
        `language` is the older form of `languageValue`. A language that the flow lacks is an error \
        (inferred).
        """, sources: ["real flows", "SDK"]),
    ActionType(
      "setScreenPop", "ScreenPopAction", "Chooses the script that opens for the agent, and fills its inputs.",
      reads: [Input("screenPopScript.*.inputs.*", "str")],
      objects: [ObjectProperty("screenPopScript.*", "script")], effects: [.screenPop], flowTypes: ["inboundCall"],
      sources: ["real flows", "SDK"]),
    ActionType(
      "processVoicemailInput", "ProcessVoicemailInputAction", "Records what the caller says as a voicemail.", .branches,
      basis: .thirdParty, confidence: .documented,
      ways: [
        .success("voicemail", "there is a voicemail"),
        .failure("failure", "it failed"),
        .failure("noInput", "nothing was said"),
      ],
      fills: [.errorType, .errorMessage], need: .input, wait: .caller, flowTypes: ["voicemail"],
      sources: ["SDK", "Genesys-Archivist", "CallFlowVisualizer"]),
    ActionType(
      "clearVoicemailSnippet", "ClearVoicemailSnippetAction", "Throws away what was recorded.", basis: .thirdParty,
      confidence: .documented, flowTypes: ["voicemail"], sources: ["SDK", "Genesys-Archivist"]),
  ]
}
