print("asr")
