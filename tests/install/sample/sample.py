def describe(names, ages):
    for i in range(len(names)):
        if names[i] in ages:
            age = ages[names[i]]
        else:
            age = "unknown"
        print(names[i], age)
